import { describe, expect, it } from 'vitest';
import { allWell, concerns, questionsOf, visitQuestions } from './visit-questions.ts';

describe('what is asked and looked at', () => {
  it('is, of somebody watched, four questions and five things to look at', () => {
    expect(questionsOf('ask', true).map(({ id }) => id)).toEqual([
      'health',
      'medicine',
      'meals',
      'mood',
    ]);
    expect(questionsOf('look', true).map(({ id }) => id)).toEqual([
      'gas',
      'electricity',
      'water',
      'falls',
      'food',
    ]);
  });

  it('spares an ordinary household the questions about medicine and meals', () => {
    expect(questionsOf('ask', false).map(({ id }) => id)).toEqual(['health', 'mood']);
  });

  it('fits into the record: names and choices of at most 30 characters', () => {
    const words = visitQuestions.flatMap(({ id, choices }) => [id, ...choices.map((c) => c.id)]);
    expect(words.filter((word) => word.length > 30)).toEqual([]);
  });

  it('says all is well without touching what was answered', () => {
    const look = questionsOf('look', true);
    expect(allWell(look, { gas: 'risk', health: 'well' })).toEqual({
      gas: 'risk',
      health: 'well',
      electricity: 'safe',
      water: 'fine',
      falls: 'clear',
      food: 'enough',
    });
    expect(concerns(allWell(look, {}))).toEqual([]);
  });

  it('finds what somebody must do something about, and the kind of help it suggests', () => {
    const found = concerns({ health: 'unwell', mood: 'fair', gas: 'risk', later: 'bad' });
    expect(found.map(({ id, suggests }) => [id, suggests])).toEqual([
      ['health', 'medical'],
      ['gas', 'hazard'],
    ]);
  });
});
