/**
 * What a command found out, as one value: every output format is made from it and from nothing else.
 */
package primelb.client.result;
