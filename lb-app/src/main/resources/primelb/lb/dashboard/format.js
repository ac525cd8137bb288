// Numbers as people read them. Everything unknown is a dash.

const NOTHING = "\u2013";

/** Returns a rate a second with two or three digits. */
export function rate(value) {
  if (value === null || value === undefined) {
    return NOTHING;
  }
  if (value >= 10000) {
    return (value / 1000).toFixed(value >= 100000 ? 0 : 1) + "k";
  }
  return value >= 100 || value === 0 ? String(Math.round(value)) : value.toFixed(1);
}

/** Returns a duration given in microseconds. */
export function micros(value) {
  if (value === null || value === undefined) {
    return NOTHING;
  }
  if (value < 1000) {
    return Math.round(value) + " \u00b5s";
  }
  const [number, unit] = value < 1e6 ? [value / 1000, " ms"] : [value / 1e6, " s"];
  return number.toFixed(number < 10 ? 2 : number < 100 ? 1 : 0) + unit;
}

/** Returns a number that is round already, as a text at an axis. */
export function tick(value) {
  return value >= 10000 ? Number((value / 1000).toPrecision(3)) + "k" : String(Number(value.toPrecision(3)));
}

/** Returns how long ago something was, both times in milliseconds. */
export function age(from, now) {
  const seconds = Math.max(0, Math.round((now - from) / 1000));
  if (seconds < 60) {
    return seconds + " s";
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return minutes + " min";
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? hours + " h " + (minutes % 60) + " min" : Math.floor(hours / 24) + " d";
}

/** Returns the same as a moment in the past. */
export function ago(from, now) {
  return now - from < 1000 ? "now" : age(from, now) + " ago";
}

/** Returns a time of the day to the second, or to the minute. */
export function clock(time, withSeconds = true) {
  const date = new Date(time);
  const two = number => String(number).padStart(2, "0");
  return two(date.getHours()) + ":" + two(date.getMinutes()) + (withSeconds ? ":" + two(date.getSeconds()) : "");
}

/** Returns a whole number with a thin space after each three digits. */
export function count(value) {
  return String(value).replace(/\B(?=(\d{3})+$)/g, "\u202f");
}

/** Returns the text, cut so that it is not wider than so many letters. */
export function fit(text, letters) {
  return text.length <= letters ? text : text.slice(0, Math.max(1, letters - 1)) + "\u2026";
}
