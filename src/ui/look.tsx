import { MantineProvider } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import './mantine-styles.ts';
import './global.css';
import { scaleOf, useTextSize } from './preferences.ts';
import { cssVariables, themeAt } from './theme.ts';

/** Everything drawn stands in here: the theme at the text size that was chosen on this device. */
export function Look({
  children,
  env = 'default',
}: {
  readonly children: ReactNode;
  readonly env?: 'default' | 'test';
}) {
  const scale = scaleOf[useTextSize()];
  const theme = useMemo(() => themeAt(scale), [scale]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      forceColorScheme="light"
      env={env}
    >
      {children}
    </MantineProvider>
  );
}
