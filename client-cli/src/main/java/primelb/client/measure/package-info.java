/**
 * Makes one measurement: the run, the client's own effort, and progress while it lasts.
 */
package primelb.client.measure;
