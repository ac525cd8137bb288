package primelb.client.page;

import java.util.ArrayList;
import java.util.List;
import primelb.client.chart.DataTable;
import primelb.client.stored.StoredResult;
import primelb.client.text.Format;

/** What each of several experiments came to: a row an experiment. */
final class RepetitionTable {
    private RepetitionTable() {
    }

    static DataTable of(List<StoredResult.Repetition> repetitions) {
        var headings = new ArrayList<>(List.of("repetition", "failed"));
        List<Long> numbers = repetitions.stream().flatMap(one -> one.parts().stream())
                .map(StoredResult.RepeatedPart::number).distinct().sorted().toList();
        numbers.forEach(number -> headings.addAll(List.of("phase " + number, "p99")));
        headings.add("speedup");
        var rows = new ArrayList<List<String>>();
        for (StoredResult.Repetition one : repetitions) {
            var row = new ArrayList<>(List.of(one.number() + (one.complete() ? "" : " (in part)"), String.valueOf(
                    one.parts().stream().mapToLong(StoredResult.RepeatedPart::failed).sum())));
            for (long number : numbers) {
                var part = one.parts().stream().filter(each -> each.number() == number).findFirst();
                row.add(part.map(each -> Format.rate(each.throughput())).orElse("-"));
                row.add(part.map(each -> MeasureTable.percentile(each.latency(), 99)).orElse("-"));
            }
            row.add(MeasureTable.ratio(one.speedup()).orElse("-"));
            rows.add(row);
        }
        return new DataTable("All repetitions; everything else on this page is of the last one", headings, rows);
    }
}
