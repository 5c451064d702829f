export function dryRunOf(script: string, act: "apply" | "revert"): string
