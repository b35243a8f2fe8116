// Moments and lengths as people say them.
const clock = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const longDay = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });
const whole = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

/** "14:02" today, "21 Nov, 14:02" this year, "21 Nov 2025" before. */
export function moment(at: number, now = Date.now()): string {
  const [then, today] = [new Date(at), new Date(now)];
  if (then.toDateString() === today.toDateString()) return clock.format(then);
  if (then.getFullYear() !== today.getFullYear()) return longDay.format(then);
  return `${day.format(then)}, ${clock.format(then)}`;
}

/** For a tooltip: day and time to the second. */
export function exactMoment(at: number): string {
  return whole.format(new Date(at));
}

/** Bytes as "3.4 MB". */
export function bytes(size: number): string {
  const units = ["B", "KB", "MB", "GB"];
  const step = Math.min(units.length - 1, size > 0 ? Math.floor(Math.log(size) / Math.log(1000)) : 0);
  const value = size / 1000 ** step;
  return `${step === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[step]}`;
}
