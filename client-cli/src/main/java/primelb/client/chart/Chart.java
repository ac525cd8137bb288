package primelb.client.chart;

import java.util.List;

/**
 * A drawing with all that belongs to it.
 *
 * @param letter its name in the report, A to J
 * @param id its name in file names and links, such as {@code throughput}
 * @param title what it shows
 * @param description what can be seen in it, for somebody who cannot see it
 * @param legend what its marks mean
 * @param height how high the drawing is in pixels
 * @param drawing elements of SVG, as wide as there is room; the letters beside the axis stand left of it, in
 *     {@link #MARGIN} pixels
 * @param isNumbered whether the drawing points to the notes by number
 * @param notes remarks on what is drawn
 * @param reading one sentence on how to read it
 * @param table the numbers in it
 */
public record Chart(String letter, String id, String title, String description, List<Legend> legend, int height,
        Markup drawing, boolean isNumbered, List<String> notes, String reading, DataTable table) {
    /** The room left of a drawing for the letters of its axis. */
    public static final int MARGIN = 56;

    /**
     * What one kind of mark means.
     *
     * @param swatch elements of SVG that show the mark in a box of 20 by 12
     */
    public record Legend(Markup swatch, String label) {
    }

    /** Keeps its own copies. */
    public Chart {
        legend = List.copyOf(legend);
        notes = List.copyOf(notes);
    }
}
