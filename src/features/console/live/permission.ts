/** Whether the browser lets the page use this machine's network. */

/** Names of the permission: Chromium had one for everything local, and now has one for this machine. */
const PERMISSIONS = ["loopback-network", "local-network-access"];

/** Whether the browser blocks the page from this machine; a browser without such a permission does not. */
export async function isRefused(permissions: Pick<Permissions, "query"> | undefined): Promise<boolean> {
  for (const name of PERMISSIONS) {
    try {
      const status = await permissions?.query({ name: name as PermissionName });
      if (status?.state === "denied") return true;
    } catch {
      // A browser that does not know the name.
    }
  }
  return false;
}
