/** Names the machine of a measurement, as far as a browser tells. */
export function machineOf({
  platform,
  cores,
}: {
  platform?: string | undefined;
  cores?: number | undefined;
}): string {
  return `${platform ?? "unknown platform"}${cores ? `, ${cores} logical cores` : ""}`;
}
