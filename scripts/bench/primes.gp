/* Measures isprime and ispseudoprime of PARI, as PrimesBench.java measures ours. What it needs is set by bench-primes.sh:
   MILLIS, WORDS (files for isprime) and LONG (files for ispseudoprime). Prints `FILE NANOS PRIMES` for each file. */
nanos(pass, millis) =
{
  my(begin = getabstime(), passes = 0, spent = 0);
  while (spent < millis, pass(); passes++; spent = getabstime() - begin);
  1e6 * spent / passes
}
/* The cost of the loop itself is not PARI's: it is measured with nothing in it, and taken off. */
measure(file, test) =
{
  my(v = readvec(file), with, without, primes = 0);
  with = nanos(() -> test(v), MILLIS);
  without = nanos(() -> for (i = 1, #v, v[i]), min(MILLIS, 500));
  for (i = 1, #v, if (ispseudoprime(v[i]), primes++));
  printf("%s %.2f %d\n", file, (with - without) / #v, primes)
}
{
  foreach (WORDS, file, measure(file, v -> for (i = 1, #v, isprime(v[i]))));
  foreach (LONG, file, measure(file, v -> for (i = 1, #v, ispseudoprime(v[i]))))
}
