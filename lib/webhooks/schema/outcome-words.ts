/** What an event did. `ignored`: a legacy event of an integration that ignores them. */
export const webhookOutcomes = ["marked", "registered", "state_updated", "stored", "ignored"] as const;
export type WebhookOutcome = (typeof webhookOutcomes)[number];
