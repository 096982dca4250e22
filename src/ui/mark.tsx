/** Our mark, a door ajar with light in it: the same drawing as public/icon.svg. */
export function Mark({ size = 2 }: { readonly size?: number }) {
  return (
    <svg
      viewBox="0 0 512 512"
      aria-hidden
      focusable={false}
      style={{ width: `${size}em`, height: `${size}em`, flex: 'none' }}
    >
      <rect width="512" height="512" rx="112" fill="#0b6e66" />
      <g transform="translate(256 256) scale(1.06) translate(-256 -276)">
        <path fill="#084f49" d="M136 404V128a36 36 0 0 1 36-36h168a36 36 0 0 1 36 36v276z" />
        <path fill="#ffc65c" d="M168 406V124h164a12 12 0 0 1 12 12v270z" />
        <path fill="#ffe3ab" d="M168 404h176l44 56H124z" />
        <path fill="#faf8f3" d="M167 124l89 32a14 14 0 0 1 10 14v188a14 14 0 0 1-10 14l-89 33z" />
        <circle cx="240" cy="276" r="13" fill="#0b6e66" />
      </g>
    </svg>
  );
}
