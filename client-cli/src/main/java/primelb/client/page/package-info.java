/**
 * Puts results together to be read: one HTML file with everything, or a table in Markdown.
 *
 * <p>Rules: the page is one file that loads nothing and needs no script, and a content security policy in it says so;
 * the same results give the same bytes; every chart has a title, a description, one sentence on how to read it and
 * its numbers as a table; what is uncertain or unknown is said in words.
 */
package primelb.client.page;
