/** What is said of the made-up community that the playground opens on. */

/** The names of the made-up community and its workspace. */
export const sample = {
  community: 'Robotics club (made up)',
  workspace: 'Made-up workspace',
}
