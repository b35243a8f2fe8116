// Two streams that join: the mark of Headwater.
export function Mark({ size }: { size: number }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="5 5 22 22"
      width={size}
      height={size}
      fill="none"
      strokeWidth="2"
      strokeLinecap="round"
    >
      <path d="M7 9c8 0 8 14 18 14" stroke="var(--accent)" />
      <path d="M7 23c4 0 6-2.6 8-5.4" stroke="var(--ink-faint)" />
      <circle cx="7" cy="9" r="2" fill="var(--accent)" />
      <circle cx="25" cy="23" r="2" fill="var(--accent)" />
    </svg>
  );
}
