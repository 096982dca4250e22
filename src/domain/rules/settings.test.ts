import { describe, expect, it } from 'vitest';
import { careGrades } from '../people.ts';
import { defaultSettings } from './settings.ts';

const hour = 3_600_000;

describe('the settings a community starts with', () => {
  it('are the plan documents’ numbers', () => {
    expect(defaultSettings.clocks).toEqual({
      triage: 2 * hour,
      response: 24 * hour,
      confirm: 48 * hour,
    });
    expect(careGrades.map((grade) => defaultSettings.care[grade].every / hour)).toEqual([
      24, 72, 168,
    ]);
    expect(careGrades.map((grade) => defaultSettings.care[grade].grace / hour)).toEqual([
      4, 12, 24,
    ]);
    expect([defaultSettings.overdueForHead, defaultSettings.overdueForCentre]).toEqual([2, 3]);
  });

  it('keep journals long enough to know how every watched person stands', () => {
    for (const grade of careGrades) {
      const { every, grace } = defaultSettings.care[grade];
      expect(defaultSettings.journals).toBeGreaterThan(
        every * defaultSettings.overdueForCentre + grace,
      );
    }
  });
});
