/**
 * Keeps the structure of the project true: which package may use which, and what each source may say.
 *
 * <p>Rules: {@code ArchitectureTest} applies every rule to the project; the tests beside it show that each rule can
 * fail. A rule tells everything that is wrong, with the place, in words that say what to do.
 */
package primelb.core.architecture;
