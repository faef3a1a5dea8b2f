/** What is said of the made-up community that the playground opens on. */

export const sample = {
  community: 'Robotics club (made up)',
  banner: 'A made-up robotics club, kept in memory: nothing is saved.',
  workspace: 'Made-up workspace',
}
