type PagePolicy = {
  /** New for every page: whoever can write into one page cannot know that of the next. */
  readonly nonce: string;
  readonly isHttps: boolean;
  readonly isDevelopment: boolean;
};

/** The style sheet that sonner writes into the page as it is loaded; it takes no nonce. A test holds it to the package. */
export const sonnerStyles = "sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY=";

/** Of nothing: sonner puts its element into the page before its text. */
const emptyStyles = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

/**
 * What a page may load: our own files, and what carries its nonce. No style attribute comes with the HTML: those that
 * React and the libraries set are set through the DOM, which the policy does not touch.
 */
export function pagePolicy({ nonce, isHttps, isDevelopment }: PagePolicy): string {
  const directives = [
    "default-src 'self'",
    // React's development build rebuilds the server's stacks with eval.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    // The development server's own messages bring styles that nobody signs.
    isDevelopment
      ? "style-src 'self' 'unsafe-inline'"
      : `style-src 'self' 'nonce-${nonce}' '${sonnerStyles}' '${emptyStyles}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isHttps ? ["upgrade-insecure-requests"] : []),
  ];
  return directives.join("; ");
}
