import { describe, expect, it } from 'vitest';
import { contrast } from './contrast.ts';
import { palette, paper } from './palette.ts';

const { teal, amber, vermilion, grey } = palette;

const readable: readonly (readonly [string, string, string])[] = [
  ['ink on ground', paper.ink, paper.ground],
  ['ink on card', paper.ink, paper.card],
  ['dim on ground', paper.dim, paper.ground],
  ['dim on card', paper.dim, paper.card],
  ['white on teal', '#FFFFFF', teal[8]],
  ['white on deep teal', '#FFFFFF', teal[9]],
  ['teal on card', teal[8], paper.card],
  ['teal on ground', teal[8], paper.ground],
  ['deep teal on its tint', teal[9], teal[0]],
  ['deep teal on its hover', teal[9], teal[1]],
  ['ink on teal tint', paper.ink, teal[0]],
  ['dim on teal tint', paper.dim, teal[0]],
  ['amber on its tint', amber[8], amber[0]],
  ['ink on amber tint', paper.ink, amber[0]],
  ['dim on amber tint', paper.dim, amber[0]],
  ['amber on card', amber[8], paper.card],
  ['deep amber on its hover', amber[9], amber[1]],
  ['vermilion on its tint', vermilion[8], vermilion[0]],
  ['ink on vermilion tint', paper.ink, vermilion[0]],
  ['dim on vermilion tint', paper.dim, vermilion[0]],
  ['vermilion on card', vermilion[8], paper.card],
  ['vermilion on ground', vermilion[8], paper.ground],
  ['deep vermilion on its hover', vermilion[9], vermilion[1]],
  ['white on vermilion', '#FFFFFF', vermilion[8]],
  ['grey on its tint', grey[8], grey[0]],
  ['deep grey on its tint', grey[9], grey[0]],
  ['grey on card', grey[8], paper.card],
];

// Borders by which a control is known, and bars that say something, need 3:1 beside their ground.
const visible: readonly (readonly [string, string, string])[] = [
  ['edge of a control on card', paper.edge, paper.card],
  ['edge of a control on ground', paper.edge, paper.ground],
  ['focus ring on ground', teal[8], paper.ground],
  ['amber bar on its track', amber[6], paper.track],
  ['teal bar on its track', teal[8], paper.track],
  ['vermilion bar on its track', vermilion[8], paper.track],
];

describe('contrast', () => {
  it('is known for black on white and for a colour on itself', () => {
    expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 5);
    expect(contrast('#0B6E66', '#0B6E66')).toBe(1);
  });

  it.each(readable)('%s can be read', (_name, text, ground) => {
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(visible)('%s can be seen', (_name, mark, ground) => {
    expect(contrast(mark, ground)).toBeGreaterThanOrEqual(3);
  });

  it.each(Object.entries(palette))('%s grows darker step by step', (_name, steps) => {
    const onWhite = steps.map((step) => contrast(step, '#FFFFFF'));
    expect(onWhite).toEqual(onWhite.toSorted((a, b) => a - b));
  });
});
