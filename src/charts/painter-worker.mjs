// Where the painter's worker begins: a worker starts from JavaScript only, so this teaches it TypeScript first.
import { register } from 'tsx/esm/api'

register()
await import('./painter-worker.ts')
