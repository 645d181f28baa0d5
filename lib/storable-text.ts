/** PostgreSQL holds neither U+0000 nor lone surrogates: both become U+FFFD (I11). */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll("\u0000", "\uFFFD");
}
