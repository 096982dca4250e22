/** Our mark: a door ajar with light in it. */
export function Mark({ size = 2 }: { readonly size?: number }) {
  return (
    <svg
      viewBox="0 0 48 48"
      aria-hidden
      focusable={false}
      style={{ width: `${size}em`, height: `${size}em`, flex: 'none' }}
    >
      <rect width="48" height="48" rx="12" fill="#0B6E66" />
      <path d="M15 10h19v29H15z" fill="#FFE6B8" />
      <path d="M15 10l12 5.2v23.6L15 39z" fill="#FFFFFF" />
      <circle cx="23.6" cy="26.6" r="1.7" fill="#0B6E66" />
      <path d="M10 39h28" stroke="#FFFFFF" strokeWidth="3" strokeLinecap="round" />
    </svg>
  );
}
