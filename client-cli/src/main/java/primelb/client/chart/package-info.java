/**
 * Draws results as charts: pure functions from a {@code StoredResult} to markup.
 *
 * <p>Rules: the same result gives the same characters. A chart is as wide as there is room, and its letters keep
 * their size: places across are percentages, or a layer that is stretched, and places down are pixels. Nothing is
 * told by colour alone: a server has a mark and a pattern beside its colour, a part a dash, and every chart has its
 * numbers as a table. Text comes from outside and goes through {@link primelb.client.chart.Markup}, which escapes it.
 * The size of a chart is bounded by what is visible, not by how many requests there were.
 */
package primelb.client.chart;
