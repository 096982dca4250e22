/** One line of the table: a job, what it took, and beside it the floor of the same run where there is one. */
export interface Figure {
  readonly job: string;
  readonly linli: number;
  readonly unit: string;
  /** The same job by the barest means there are, on the same machine in the same run. */
  readonly floor?: number;
  readonly ratio?: number;
  /** What the project set itself, in words: `<= 1.5`, `>= 60000`. */
  readonly toReach?: string;
}

export interface Rounds {
  /** How often each job is done; the figure is the median. */
  readonly rounds: number;
}

/** The middle of several measurements. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const shown = (value: number | undefined): string => {
  if (value === undefined) return '';
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
};

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** The table as Markdown. */
export function figureTable(figures: readonly Figure[]): string {
  return [
    line(['job', 'floor', 'Linli', 'unit', 'ratio', 'to reach']),
    line(['---', '---:', '---:', '---', '---:', '---']),
    ...figures.map(({ job, floor, linli, unit, ratio, toReach }) =>
      line([job, shown(floor), shown(linli), unit, shown(ratio), toReach ?? '']),
    ),
  ].join('\n');
}
