/** What is said of the made-up community that the playground opens on. */

export const sample = {
  community: 'Robotics club (made up)',
  workspace: 'Made-up workspace',
}
