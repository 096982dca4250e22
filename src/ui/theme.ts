import { createTheme, type CSSVariablesResolver, type MantineThemeOverride } from '@mantine/core';
import css from './controls.module.css';
import { palette, paper } from './palette.ts';

const fontFamily =
  "'PingFang SC', 'HarmonyOS Sans SC', 'MiSans', 'Noto Sans CJK SC', 'Noto Sans SC', 'Microsoft YaHei', system-ui, sans-serif";

/** The theme at a scale: 1 normal, 1.375 elder, 1.765 larger. */
export function themeAt(scale: number): MantineThemeOverride {
  return createTheme({
    scale,
    fontFamily,
    headings: { fontFamily, fontWeight: '700' },
    primaryColor: 'teal',
    primaryShade: 8,
    colors: { ...palette, gray: palette.grey },
    white: paper.card,
    black: paper.ink,
    defaultRadius: 'md',
    cursorType: 'pointer',
    respectReducedMotion: true,
    fontSizes: { xs: size(14), sm: size(15), md: size(17), lg: size(19), xl: size(23) },
    lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
    radius: { xs: size(6), sm: size(10), md: size(14), lg: size(18), xl: size(999) },
    spacing: { xs: size(8), sm: size(12), md: size(16), lg: size(24), xl: size(32) },
    // Named, not imported: a screen that shows no input need not load one.
    components: {
      Button: {
        defaultProps: { size: 'md', radius: 'md' },
        vars: () => ({
          root: { '--button-height': size(48), '--button-fz': size(17) },
        }),
      },
      ActionIcon: {
        defaultProps: { size: size(48), variant: 'subtle' },
      },
      Input: {
        defaultProps: { size: 'md' },
        classNames: { wrapper: css['wrapper'] ?? '', input: css['input'] ?? '' },
        vars: () => ({
          wrapper: {
            '--input-height': size(52),
            '--input-fz': size(17),
          },
        }),
      },
      InputWrapper: {
        defaultProps: { size: 'md' },
        classNames: {
          label: css['label'] ?? '',
          description: css['description'] ?? '',
          error: css['error'] ?? '',
        },
      },
      Checkbox: { defaultProps: { size: 'md' } },
      Switch: {
        defaultProps: { size: 'lg' },
        classNames: { root: css['switch'] ?? '' },
      },
    },
  });
}

function size(px: number): string {
  return `calc(${px / 16}rem * var(--mantine-scale))`;
}

function light(name: keyof typeof palette): Record<string, string> {
  const [tint, hover] = palette[name];
  return {
    [`--mantine-color-${name}-light`]: tint,
    [`--mantine-color-${name}-light-hover`]: hover,
    [`--mantine-color-${name}-light-color`]: palette[name][9],
    [`--mantine-color-${name}-text`]: palette[name][8],
    [`--mantine-color-${name}-outline`]: palette[name][8],
  };
}

/** What Mantine would derive too faint for 4.5:1 is set from the palette. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  dark: {},
  light: {
    '--mantine-color-body': paper.ground,
    '--mantine-color-text': paper.ink,
    '--mantine-color-dimmed': paper.dim,
    '--mantine-color-placeholder': paper.dim,
    '--mantine-color-error': palette.vermilion[8],
    '--mantine-color-anchor': palette.teal[8],
    '--mantine-color-default-border': paper.line,
    '--mantine-color-disabled': palette.grey[0],
    '--mantine-color-disabled-color': palette.grey[8],
    '--mantine-color-disabled-border': palette.grey[2],
    '--linli-card': paper.card,
    '--linli-line': paper.line,
    '--linli-edge': paper.edge,
    '--linli-track': paper.track,
    ...light('teal'),
    ...light('amber'),
    ...light('vermilion'),
    ...light('grey'),
  },
});
