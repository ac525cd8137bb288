#!/usr/bin/env python3
"""The numbers that bench-primes.sh measures with, GMP's part of it, and the table of medians and ratios.

usage: primes.py numbers FOLDER                 writes the files of numbers, the same ones each time
       primes.py gmp MILLIS FILE...             measures GMP (gmpy2.is_prime); prints `FILE NANOS PRIMES` for each file
       primes.py report MEASUREMENTS [--fact NAME=VALUE]... [--json FILE]

MEASUREMENTS has one JSON object a line: round, contender, case, nanos, primes.
"""
import argparse
import json
import os
import random
import statistics
import sys
import time

# case -> (how many numbers, bits or None, decimal digits or None, primes only)
CASES = {
    "primes-64-bit": (20_000, 64, None, True),
    "random-64-bit": (200_000, 64, None, False),
    "primes-300-digits": (10, None, 300, True),
    "random-300-digits": (200, None, 300, False),
    "primes-1000-digits": (2, None, 1000, True),
}
# The largest share of PARI's time that ours may take: the goals of the project.
GOALS = {"primes-64-bit": 0.35, "random-64-bit": 0.5, "primes-300-digits": 3, "primes-1000-digits": 4}


def write_numbers(folder):
    import gmpy2
    source = random.Random(64)
    for case, (count, bits, digits, primes) in CASES.items():
        # Primes have all their bits; random numbers are any below the power of two.
        low = 10 ** (digits - 1) if digits else 2 ** (bits - 1) if primes else 0
        high = 10 ** digits if digits else 2 ** bits
        with open(os.path.join(folder, case), "w", encoding="ascii") as out:
            for _ in range(count):
                number = source.randrange(low, high)
                while primes and not gmpy2.is_prime(number):
                    number = source.randrange(low, high)
                out.write(f"{number}\n")


def nanos(action, millis):
    begin = time.perf_counter_ns()
    passes = spent = 0
    while spent < millis * 1_000_000:
        action()
        passes += 1
        spent = time.perf_counter_ns() - begin
    return spent / passes


def measure_gmp(millis, files):
    import gmpy2
    is_prime = gmpy2.is_prime
    for file in files:
        with open(file, encoding="ascii") as source:
            numbers = [gmpy2.mpz(line) for line in source]

        def tests():
            for number in numbers:
                is_prime(number)

        def nothing():
            for number in numbers:
                pass

        each = (nanos(tests, millis) - nanos(nothing, min(millis, 500))) / len(numbers)
        print(f"{file} {each:.2f} {sum(map(is_prime, numbers))}")


def report(asked):
    with open(asked.measurements, encoding="utf-8") as source:
        measurements = [json.loads(line) for line in source]
    facts = dict(fact.split("=", 1) for fact in asked.fact)
    print("; ".join(f"{name} {value}" for name, value in facts.items()))
    result, status = {}, 0
    print(f"\n{'µs each, medians':20}{'primelb':>12}{'pari':>12}{'gmp':>12}{'/ pari':>8}{'goal':>6}{'/ gmp':>8}  ±")
    for case in CASES:
        ours = [one for one in measurements if one["case"] == case]
        if not ours:
            continue
        if len({one["primes"] for one in ours}) != 1:
            status = 1
            print(f"ERRORS {case}: the contenders find different numbers of primes")
        medians = {name: statistics.median(one["nanos"] for one in ours if one["contender"] == name)
                   for name in ("primelb", "pari", "gmp")}
        mine = [one["nanos"] for one in ours if one["contender"] == "primelb"]
        spread = (max(mine) - min(mine)) / medians["primelb"] / 2
        goal = GOALS.get(case)
        result[case] = medians | {"ratio": medians["primelb"] / medians["pari"], "goal": goal, "spread": spread}
        print(f"{case:20}" + "".join(f"{medians[name] / 1000:12,.3f}" for name in medians)
              + f"{result[case]['ratio']:7.2f}x{goal or '-':>6}{medians['primelb'] / medians['gmp']:7.2f}x  {spread:.0%}")
    missed = [case for case, one in result.items() if one["goal"] and one["ratio"] > one["goal"]]
    print("\nall goals are reached" if not missed else f"\nover the goal: {', '.join(missed)}")
    if asked.json:
        with open(asked.json, "w", encoding="utf-8") as out:
            json.dump({"facts": facts, "medians": result, "measurements": measurements}, out, indent=1)
            out.write("\n")
    return 3 if missed and status == 0 else status


def main():
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("numbers").add_argument("folder")
    gmp = commands.add_parser("gmp")
    gmp.add_argument("millis", type=int)
    gmp.add_argument("files", nargs="+")
    table = commands.add_parser("report")
    table.add_argument("measurements")
    table.add_argument("--fact", action="append", default=[])
    table.add_argument("--json")
    asked = parser.parse_args()
    if asked.command == "numbers":
        write_numbers(asked.folder)
        return 0
    if asked.command == "gmp":
        measure_gmp(asked.millis, asked.files)
        return 0
    return report(asked)


if __name__ == "__main__":
    sys.exit(main())
