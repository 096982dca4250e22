import type { MantineColorsTuple } from '@mantine/core';

/** Ground, ink and line; every pair that is used together is tested for 4.5:1 in palette.test.ts. */
export const paper = {
  ground: '#FAF8F3',
  card: '#FFFFFF',
  ink: '#1E2A2B',
  dim: '#55625F',
  line: '#E2DFD5',
  edge: '#7C8784',
  track: '#E7E4DA',
} as const;

/** 青: what can be pressed. Step 8 is the colour, 9 pressed, 0 its tint. */
const teal: MantineColorsTuple = [
  '#DDEFEC',
  '#C9E5E1',
  '#A9D5CF',
  '#83C1B9',
  '#5CAAA1',
  '#38938A',
  '#1F8178',
  '#12776E',
  '#0B6E66',
  '#085750',
];

/** Due. */
const amber: MantineColorsTuple = [
  '#FFF1D6',
  '#FFE6B8',
  '#F9D48D',
  '#EFBD5C',
  '#E0A535',
  '#C98B1B',
  '#AD720C',
  '#9A6005',
  '#8A5200',
  '#6F4200',
];

/** Alarm, and nothing else. */
const vermilion: MantineColorsTuple = [
  '#FCE4E1',
  '#F8CFCA',
  '#F1ACA5',
  '#E8857C',
  '#DD6056',
  '#CF453B',
  '#C2352B',
  '#BA2C23',
  '#B3261E',
  '#8F1B15',
];

/** Offline and whatever is at rest. */
const grey: MantineColorsTuple = [
  '#ECEDE9',
  '#E1E3DE',
  '#CFD2CC',
  '#B6BBB5',
  '#9AA19C',
  '#808985',
  '#6E7875',
  '#636D6B',
  '#5B6664',
  '#3F4A48',
];

export const palette = { teal, amber, vermilion, grey } as const;

export type Tone = 'teal' | 'amber' | 'alarm' | 'grey';
