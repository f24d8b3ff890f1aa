import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calendarOf } from '#core/policies/calendar.ts';
import { dueRow } from '#tests/fakes/policies.ts';
import { development } from '#tests/fakes/rows.ts';
import { type Component, only, parseCalendar, textOf } from './ical.ts';
import { createPoliciesWorld, inTimeZone } from './policies-world.ts';

const NOW = new Date('2026-11-20T12:34:56.789Z');
const read = (rows: Parameters<typeof calendarOf>[0], environments = [development]): Component =>
  parseCalendar(new TextEncoder().encode(calendarOf(rows, environments, NOW)));
const events = (rows: Parameters<typeof calendarOf>[0]) => read(rows).components;

let back: () => void;
beforeAll(() => {
  back = inTimeZone('Pacific/Auckland');
});
afterAll(() => back());

describe('the calendar', () => {
  it('has what RFC 5545 asks of every calendar and event', () => {
    const calendar = read([dueRow()]);
    expect(only(calendar, 'VERSION').value).toBe('2.0');
    expect(only(calendar, 'PRODID').value).not.toBe('');
    const [event] = calendar.components;
    expect(event?.name).toBe('VEVENT');
    expect(only(event as Component, 'DTSTAMP').value).toBe('20261120T123456Z');
    expect(textOf(only(event as Component, 'UID'))).toBe(`${dueRow().keyId}@keyrack`);
  });

  it('has the day that the workstation has then, all of it', () => {
    const [event] = events([dueRow({ dueAt: '2026-11-27T12:00:00.000Z' })]) as [Component];
    // Half past midnight of the 28th in Auckland.
    expect(only(event, 'DTSTART')).toMatchObject({ parameters: { VALUE: 'DATE' }, value: '20261128' });
  });

  it('rings on the days of the ladder', () => {
    const [event] = events([dueRow()]) as [Component];
    expect(event.components.map((alarm) => only(alarm, 'TRIGGER').value)).toEqual([
      '-P30D',
      '-P14D',
      '-P7D',
      '-P1D',
    ]);
    for (const alarm of event.components) {
      expect([alarm.name, only(alarm, 'ACTION').value]).toEqual(['VALARM', 'DISPLAY']);
      expect(textOf(only(alarm, 'DESCRIPTION'))).toBe('Replace the key "Reader"');
    }
  });

  it('names the event the same each time, so that a calendar moves it', () => {
    const uid = (dueAt: string) => only(events([dueRow({ dueAt })])[0] as Component, 'UID').value;
    expect(uid('2026-11-27T12:00:00.000Z')).toBe(uid('2027-05-01T12:00:00.000Z'));
  });

  it('has one event a key, and none for one that is only unused', () => {
    const rows = [dueRow(), dueRow({ why: 'unused' }), dueRow({ keyId: crypto.randomUUID(), why: 'expiry' })];
    expect(events(rows).map((event) => textOf(only(event, 'SUMMARY')))).toEqual([
      'Replace the key "Reader"',
      'The key "Reader" expires',
    ]);
  });

  it('is empty, and a calendar, without any key', () => {
    expect(events([])).toEqual([]);
  });

  it.each([
    ['what RFC 5545 escapes', 'a;b,c\\d\\n'],
    ['lines', 'one\ntwo\r\nthree\rfour'],
    ['a property of its own', 'x\r\nEND:VEVENT\r\nATTACH:file:///etc/passwd'],
    ['many octets', '🔑'.repeat(120)],
    ['marks that combine', 'é👩🏽‍💻'.repeat(30)],
    ['quotes and colons', '";VALUE=x:y"'],
  ])('takes a name of any kind: %s', (_, name) => {
    const [event, ...others] = events([dueRow({ name })]) as [Component];
    expect(others).toEqual([]);
    expect(textOf(only(event, 'SUMMARY'))).toBe(`Replace the key "${name.replaceAll(/\r\n?/g, '\n')}"`);
  });

  it('can be read back whatever the names are', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.string({ unit: 'grapheme' }),
        (name, place) => {
          const calendar = read([dueRow({ name })], [{ ...development, name: place }]);
          expect(calendar.components).toHaveLength(1);
        },
      ),
    );
  });

  it('tells neither a hint nor a variable', () => {
    const world = createPoliciesWorld();
    world.newKey({
      hint: 'fk_live_abcd',
      variable: 'SOME_VARIABLE',
      notes: 'a note',
      expiresAt: '2026-12-01T00:00:00Z',
    });
    const text = world.policies.calendar();
    world.end();
    expect(text).toContain('BEGIN:VEVENT');
    expect(text).not.toMatch(/fk_live|SOME_VARIABLE|a note/);
  });
});
