// Days as whole numbers, 0 = 1970-01-01, in the calendar that ISO 8601 uses (Gregorian, carried back), of any year that
// is written with four digits or more. No time zone and no `Date`: a day is a day everywhere.

/** Days since 1970-01-01. */
export type DayNumber = number;

export interface Civil {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `null` for what is no day: other forms, a 30 February. */
export function dayNumber(text: string | null | undefined): DayNumber | null {
  const match = /^(-?\d{4,6})-(\d{2})-(\d{2})$/.exec(text ?? '');
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || day < 1) return null;
  const number = dayOf(year, month, day);
  const back = civil(number);
  return back.month === month && back.day === day ? number : null;
}

/** `2025-11-14`; years below 1000 keep their four digits. */
export function dayText(number: DayNumber): string {
  const { year, month, day } = civil(Math.floor(number));
  const digits = String(Math.abs(year)).padStart(4, '0');
  return `${year < 0 ? '-' : ''}${digits}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** `14 Nov 2025`. */
export function dayWords(number: DayNumber): string {
  const { year, month, day } = civil(Math.floor(number));
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

export function monthName(month: number): string {
  return MONTHS[(((month - 1) % 12) + 12) % 12] ?? '';
}

/** The day of a year, month and day; a month beyond 12 runs on into the years after. */
export function dayOf(year: number, month: number, day: number): DayNumber {
  const years = year + Math.floor((month - 1) / 12);
  const within = (((month - 1) % 12) + 12) % 12;
  // Years begin in March, so that the leap day comes last.
  const shifted = within < 2 ? years - 1 : years;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((within + 10) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export function civil(number: DayNumber): Civil {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const part = Math.floor((5 * dayOfYear + 2) / 153);
  const month = part < 10 ? part + 3 : part - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return { year, month, day: dayOfYear - Math.floor((153 * part + 2) / 5) + 1 };
}
