/**
 * Prime numbers: is it one, and how much work is it to find out.
 *
 * <p>Rules: pure number theory, which depends on nothing: no clock, no thread, no I/O; random bases come
 * from a generator that may be given. 0 and 1 are not prime. Answers below 2<sup>64</sup> are proven, of any method.
 * {@code scan} and {@code sqrt} take n below 2<sup>63</sup>, {@code fast} takes up to 4,096 bits. Long work asks a
 * {@link primelb.core.prime.StopSignal} again and again, at least every 65,536 divisions, which is well below 10 ms.
 */
package primelb.core.prime;
