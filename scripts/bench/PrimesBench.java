import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntSupplier;
import primelb.core.prime.Primes;

/**
 * Measures Primes.isPrime on the numbers of files, one a line.
 *
 * <p>usage: java -cp core/target/classes PrimesBench.java MILLIS FILE...
 *
 * <p>Prints for each file `FILE NANOS PRIMES`: nanoseconds for each number, and how many of them are prime. A file is gone
 * through again and again, for MILLIS after as long a warm-up in which the JVM compiles.
 */
public final class PrimesBench {
    private PrimesBench() {
    }

    public static void main(String... args) throws IOException {
        long nanos = Long.parseLong(args[0]) * 1_000_000;
        for (String file : List.of(args).subList(1, args.length)) {
            List<BigInteger> numbers = Files.readAllLines(Path.of(file)).stream().map(BigInteger::new).toList();
            boolean words = numbers.stream().allMatch(n -> n.bitLength() <= Long.SIZE);
            long[] unsigned = numbers.stream().mapToLong(BigInteger::longValue).toArray();
            IntSupplier pass = words ? () -> primes(unsigned) : () -> primes(numbers);
            measure(pass, nanos);
            System.out.printf("%s %.2f %d%n", file, measure(pass, nanos) / numbers.size(), pass.getAsInt());
        }
    }

    /** Returns the nanoseconds of a pass. */
    private static double measure(IntSupplier pass, long nanos) {
        long begin = System.nanoTime();
        int passes = 0;
        long found = 0;
        long spent;
        do {
            found += pass.getAsInt();
            passes++;
            spent = System.nanoTime() - begin;
        } while (spent < nanos);
        if (found % passes != 0) {
            throw new IllegalStateException("the passes differ: " + found + " primes in " + passes);
        }
        return (double) spent / passes;
    }

    private static int primes(long[] numbers) {
        int primes = 0;
        for (long n : numbers) {
            primes += Primes.isPrimeUnsigned(n) ? 1 : 0;
        }
        return primes;
    }

    private static int primes(List<BigInteger> numbers) {
        int primes = 0;
        for (BigInteger n : numbers) {
            primes += Primes.isPrime(n) ? 1 : 0;
        }
        return primes;
    }
}
