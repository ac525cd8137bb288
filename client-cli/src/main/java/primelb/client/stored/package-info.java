/**
 * What a result file says, as values: everything that is drawn or compared is made from these, also where the result
 * was measured a moment ago and not read from a file.
 *
 * <p>Rules: a file is believed nothing. What is missing, of another type or out of its range is an
 * {@link primelb.client.stored.UnreadableResult} that names the file and the member; text is kept as it is and must
 * be escaped by whoever shows it. Times are whole microseconds.
 */
package primelb.client.stored;
