package primelb.client.stored;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import primelb.core.json.JsonArray;
import primelb.core.json.JsonNull;
import primelb.core.json.JsonNumber;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonString;
import primelb.core.json.JsonTypeException;
import primelb.core.json.JsonValue;

/**
 * The members of one object of a result, with the way that leads to it, so that a mistake can name its place.
 *
 * @param path the way, such as {@code result.json: phases[1].result}
 * @param object the object
 */
record Members(String path, JsonObject object) {
    /** The largest whole number taken: what every JSON reader keeps exactly, and 285 years in microseconds. */
    static final long MOST = (1L << 53) - 1;

    /** Reads one thing of an object. */
    interface Reader<T> {
        T read(Members members) throws UnreadableResult;
    }

    UnreadableResult wrong(String name, String problem) {
        return new UnreadableResult(path + (path.endsWith(": ") ? "" : ".") + name + " " + problem);
    }

    String text(String name) throws UnreadableResult {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    Optional<String> optionalText(String name) throws UnreadableResult {
        try {
            return object.text(name);
        } catch (JsonTypeException _) {
            throw wrong(name, "must be a string");
        }
    }

    boolean flag(String name) throws UnreadableResult {
        try {
            return object.bool(name).orElseThrow(() -> missing(name));
        } catch (JsonTypeException _) {
            throw wrong(name, "must be true or false");
        }
    }

    /** Returns a whole number that is not negative. */
    long count(String name) throws UnreadableResult {
        OptionalLong count = optionalCount(name);
        if (count.isEmpty()) {
            throw missing(name);
        }
        return count.getAsLong();
    }

    OptionalLong optionalCount(String name) throws UnreadableResult {
        OptionalLong number = optionalWhole(name);
        if (number.isPresent() && number.getAsLong() < 0) {
            throw wrong(name, "must not be negative, got " + number.getAsLong());
        }
        return number;
    }

    long whole(String name) throws UnreadableResult {
        OptionalLong number = optionalWhole(name);
        if (number.isEmpty()) {
            throw missing(name);
        }
        return number.getAsLong();
    }

    private OptionalLong optionalWhole(String name) throws UnreadableResult {
        OptionalLong number;
        try {
            number = object.integer(name);
        } catch (JsonTypeException _) {
            throw wrong(name, "must be a whole number");
        }
        if (number.isPresent() && Math.abs(number.getAsLong()) > MOST) {
            throw wrong(name, "must be at most " + MOST + ", got " + number.getAsLong());
        }
        return number;
    }

    /** Returns a number that is finite and not negative. */
    double number(String name) throws UnreadableResult {
        OptionalDouble number = optionalNumber(name);
        if (number.isEmpty()) {
            throw missing(name);
        }
        return number.getAsDouble();
    }

    OptionalDouble optionalNumber(String name) throws UnreadableResult {
        OptionalDouble number;
        try {
            number = object.number(name);
        } catch (JsonTypeException _) {
            throw wrong(name, "must be a number");
        }
        if (number.isPresent() && !(number.getAsDouble() >= 0 && Double.isFinite(number.getAsDouble()))) {
            throw wrong(name, "must be a number from 0 on, got " + number.getAsDouble());
        }
        return number;
    }

    <T> T object(String name, Reader<T> reader) throws UnreadableResult {
        Optional<T> value = optionalObject(name, reader);
        return value.orElseThrow(() -> missing(name));
    }

    <T> Optional<T> optionalObject(String name, Reader<T> reader) throws UnreadableResult {
        Optional<JsonObject> member;
        try {
            member = object.object(name);
        } catch (JsonTypeException _) {
            throw wrong(name, "must be an object");
        }
        return member.isEmpty() ? Optional.empty() : Optional.of(reader.read(inside(name, member.get())));
    }

    /** Returns what the reader makes of each element, all of which must be objects. */
    <T> List<T> objects(String name, int most, Reader<T> reader) throws UnreadableResult {
        List<JsonValue> elements = array(name, most);
        var values = new ArrayList<T>(elements.size());
        for (int at = 0; at < elements.size(); at++) {
            if (!(elements.get(at) instanceof JsonObject element)) {
                throw wrong(name + "[" + at + "]", "must be an object");
            }
            values.add(reader.read(inside(name + "[" + at + "]", element)));
        }
        return values;
    }

    List<String> texts(String name, int most) throws UnreadableResult {
        var texts = new ArrayList<String>();
        for (JsonValue element : array(name, most)) {
            if (!(element instanceof JsonString text)) {
                throw wrong(name, "must hold strings alone");
            }
            texts.add(text.value());
        }
        return texts;
    }

    /** Returns no texts where there is no such member. */
    List<String> optionalTexts(String name, int most) throws UnreadableResult {
        return object.get(name).isPresent() ? texts(name, most) : List.of();
    }

    /** Returns a column of whole numbers, none of them below the least. */
    long[] column(String name, int most, long least) throws UnreadableResult {
        List<JsonValue> elements = array(name, most);
        long[] column = new long[elements.size()];
        for (int at = 0; at < column.length; at++) {
            column[at] = wholeAt(name, at, elements.get(at));
            if (column[at] < least || column[at] > MOST) {
                throw wrong(name + "[" + at + "]", "must be %d..%d, got %d".formatted(least, MOST, column[at]));
            }
        }
        return column;
    }

    private long wholeAt(String name, int at, JsonValue element) throws UnreadableResult {
        try {
            if (element instanceof JsonNumber number) {
                return number.asLong();
            }
        } catch (JsonTypeException _) {
            // Said below, with the place.
        }
        throw wrong(name + "[" + at + "]", "must be a whole number");
    }

    /** Returns a column of finite numbers. */
    double[] numbers(String name, int most) throws UnreadableResult {
        List<JsonValue> elements = array(name, most);
        double[] column = new double[elements.size()];
        for (int at = 0; at < column.length; at++) {
            if (!(elements.get(at) instanceof JsonNumber number) || !Double.isFinite(number.asDouble())) {
                throw wrong(name + "[" + at + "]", "must be a number");
            }
            column[at] = number.asDouble();
        }
        return column;
    }

    private List<JsonValue> array(String name, int most) throws UnreadableResult {
        JsonArray array;
        try {
            array = object.array(name).orElseThrow(() -> missing(name));
        } catch (JsonTypeException _) {
            throw wrong(name, "must be an array");
        }
        if (array.values().size() > most) {
            throw wrong(name, "must have at most %d elements, got %d".formatted(most, array.values().size()));
        }
        return array.values();
    }

    private Members inside(String name, JsonObject member) {
        return new Members(path + (path.endsWith(": ") ? "" : ".") + name, member);
    }

    private UnreadableResult missing(String name) {
        return wrong(name, object.get(name).filter(JsonNull.class::isInstance).isPresent() ? "must not be null"
                : "is missing");
    }
}
