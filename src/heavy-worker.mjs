// Where the thread for heavy handlers begins: a worker starts from JavaScript only, so this teaches it TypeScript first.
import { register } from 'tsx/esm/api'

register()
await import('./heavy-worker.ts')
