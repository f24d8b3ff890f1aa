import { type DueRow, REMIND_DAYS } from '#shared/model/policy.ts';
import { dateStamp } from './local-days.ts';

const LINE_OCTETS = 75;

/** Text of RFC 5545, 3.3.11. What is no text there, such as a control character, is left out. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\r\n?|[\n\u2028\u2029]/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .replaceAll(/[\\;,]/g, (special) => `\\${special}`)
    .replaceAll('\n', '\\n');

/** RFC 5545, 3.1: at most 75 octets a line; the next begins with a blank, which counts. A character stays whole. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > LINE_OCTETS) {
      lines.push(current);
      current = ' ';
      octets = 1;
    }
    current += character;
    octets += size;
  }
  return [...lines, current].join('\r\n');
}

/** 20270131T120000Z */
const utcStamp = (at: Date): string => `${at.toISOString().replaceAll(/[-:]|\.\d+/g, '')}`;

const alarm = (days: number, summary: string): readonly string[] => [
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  `DESCRIPTION:${escaped(summary)}`,
  `TRIGGER:-P${days}D`,
  'END:VALARM',
];

function event({ keyId, name, dueAt, why }: DueRow, environment: string, now: Date): readonly string[] {
  const summary = why === 'expiry' ? `The key "${name}" expires` : `Replace the key "${name}"`;
  return [
    'BEGIN:VEVENT',
    // The same for each file, so that a calendar moves the event and adds no second one.
    `UID:${keyId}@keyrack`,
    `DTSTAMP:${utcStamp(now)}`,
    `DTSTART;VALUE=DATE:${dateStamp(new Date(dueAt))}`,
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(`Environment ${environment}.\nOpen it: keyrack://key/${keyId}`)}`,
    `URL:keyrack://key/${keyId}`,
    'TRANSP:TRANSPARENT',
    ...REMIND_DAYS.flatMap((days) => alarm(days, summary)),
    'END:VEVENT',
  ];
}

/**
 * An all-day event for each key that has a date, as iCalendar (RFC 5545).
 * SECURITY: names and dates; no hint, no variable, no service.
 */
export function calendarOf(
  rows: readonly DueRow[],
  environments: readonly { readonly id: string; readonly name: string }[],
  now: Date,
): string {
  const names = new Map(environments.map(({ id, name }) => [id, name]));
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Keyrack//Keyrack//EN',
    'CALSCALE:GREGORIAN',
    ...rows
      .filter(({ why }) => why !== 'unused')
      .flatMap((row) => event(row, names.get(row.environmentId) ?? '', now)),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}
