/** Two halves of one thing: the filled one is Kombo's, the outlined one is ours. */
export function Logo({ className }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden className={className}>
      <path d="M8.4 3.2v13.6L2 13.4V6.6z" fill="currentColor" />
      <path
        d="M11.6 3.2v13.6L18 13.4V6.6z"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinejoin="round"
      />
    </svg>
  );
}
