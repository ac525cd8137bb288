// From values to pixels.

/** Returns a function that maps from..to onto pixels low..high. */
export function linear(from, to, low, high) {
  const slope = to === from ? 0 : (high - low) / (to - from);
  return value => low + (value - from) * slope;
}

/** Returns a function that maps the logarithms of from..to onto pixels low..high; what is less than from is at low. */
export function logarithmic(from, to, low, high) {
  const line = linear(Math.log(from), Math.log(to), low, high);
  return value => line(Math.log(Math.max(value, from)));
}

/** Returns the smallest number of one digit and zeros, of which the half is short as well, that is not below the value. */
export function roundUp(value) {
  if (!(value > 0)) {
    return 1;
  }
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 3, 4, 5, 6, 8, 10].map(step => step * power).find(step => step >= value * 0.999999);
}

/** Returns the times of ticks: whole minutes, as many as fit with this distance in pixels. */
export function timeTicks(from, to, pixels, apart) {
  const minutes = [1, 2, 5, 10].find(step => pixels * step * 60000 / (to - from) >= apart) || 10;
  const step = minutes * 60000;
  const ticks = [];
  for (let tick = Math.ceil(from / step) * step; tick <= to; tick += step) {
    ticks.push(tick);
  }
  return ticks;
}

/** Returns the samples in runs without a hole: over a hole nothing is known, and nothing is drawn. */
export function runs(samples, longest) {
  const all = [];
  let last = null;
  for (const sample of samples) {
    if (last === null || sample.t - last.t > longest) {
      all.push([]);
    }
    all[all.length - 1].push(sample);
    last = sample;
  }
  return all;
}
