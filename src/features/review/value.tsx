import css from './review.module.css';

/** A value in words, as large as what is decided about. */
export function Value({ lines }: { readonly lines: readonly string[] }) {
  return (
    <div className={css['value']}>
      {lines.map((line, index) => (
        // A value may say the same line twice; its lines never change places.
        <p key={`${index}${line}`}>{line}</p>
      ))}
    </div>
  );
}
