/** Stands in for the package `server-only`, which refuses to be imported outside a React server. */
export const isServer = true;
