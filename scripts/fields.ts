/**
 * The fields that a type declares, followed into the types that it is made of, with what their doc comments say. What it cannot follow it refuses:
 * a field that nobody looked at would look like one that is in order.
 */
import {
  type Declared,
  type Doc,
  docOf,
  type Interface,
  type Member,
  readSource,
  type SourceFile,
  type TypeNode,
} from './source-file.ts'

/** A figure, a list of them, or a word beside them: what one key of the JSON holds. */
export interface Field {
  /** Such as `answers.waiting[].space`. */
  readonly path: string
  readonly doc: Doc
  /** Whether its type allows null, or that it is not there. */
  readonly isNullable: boolean
  /** Of a field that stands a second time under another name: where its doc comment was met first. */
  readonly sameAs: string | null
}

/** Fields that belong together: those of one type. */
export interface Group {
  /** Such as `answers.waiting[]`; empty for the outermost. */
  readonly path: string
  /** What is said where the type stands, and then of the type itself. */
  readonly docs: readonly Doc[]
  readonly isNullable: boolean
  /** In the order of their declaration; a group stands where its field is declared. */
  readonly members: readonly (Field | Group)[]
}

export const isGroup = (member: Field | Group): member is Group => 'members' in member

/** All fields of a group, those of groups in it included. */
export const fieldsOf = (group: Group): readonly Field[] =>
  group.members.flatMap((member) => (isGroup(member) ? fieldsOf(member) : [member]))

/** All groups of a group, itself first. */
export const groupsOf = (group: Group): readonly Group[] => [
  group,
  ...group.members.flatMap((member) => (isGroup(member) ? groupsOf(member) : [])),
]

/** Reads a declared type. Throws where it is made in a way that this cannot follow. */
export function readGroup(file: string, name: string): Group {
  const files = new Map<string, SourceFile>()
  const met = new Map<string, string>()
  const source = (path: string): SourceFile => {
    const known = files.get(path) ?? readSource(path)
    files.set(path, known)
    return known
  }

  const declared = (of: SourceFile, type: string): Declared | null => {
    const declaration = of.types.get(type)
    if (declaration !== undefined) return { file: of, declaration, doc: of.docs.get(type) ?? docOf(null) }
    const imported = of.imports.get(type)
    return imported === undefined ? null : declared(source(imported.from), imported.name)
  }

  /** What an object is made of; null for everything that is none. */
  const shapeOf = (type: TypeNode, of: SourceFile): Shape | null => {
    switch (type.type) {
      case 'TSParenthesizedType':
        return shapeOf(type.typeAnnotation, of)
      case 'TSTypeOperator':
        return shapeOf(type.typeAnnotation, of)
      case 'TSArrayType': {
        const shape = shapeOf(type.elementType, of)
        return shape === null ? null : { ...shape, suffix: `[]${shape.suffix}` }
      }
      case 'TSTypeLiteral':
        return { docs: [], suffix: '', parts: [{ members: type.members, file: of }] }
      case 'TSIntersectionType':
        return joined(type.types.map((one) => shapeOf(one, of)))
      case 'TSUnionType':
        return joined(type.types.filter((one) => !isNothing(one)).map((one) => shapeOf(one, of)))
      case 'TSTypeReference': {
        if (type.typeName.type !== 'Identifier')
          throw new Error(`${of.path}: a qualified name cannot be followed`)
        const found = declared(of, type.typeName.name)
        if (found === null) throw new Error(`${of.path}: ${type.typeName.name} cannot be followed`)
        const { declaration, file: at, doc } = found
        if (declaration.type === 'TSTypeAliasDeclaration') {
          const shape = shapeOf(declaration.typeAnnotation, at)
          return shape === null ? null : { ...shape, docs: [doc, ...shape.docs] }
        }
        return { docs: [doc], suffix: '', parts: partsOf(declaration, at) }
      }
      case 'TSStringKeyword':
      case 'TSNumberKeyword':
      case 'TSBooleanKeyword':
      case 'TSLiteralType':
        return null
      default:
        throw new Error(`${of.path}: a type of the kind ${type.type} cannot be followed`)
    }
  }

  /** Of an interface and of those that it extends, these first. */
  const partsOf = (declaration: Interface, of: SourceFile): readonly Part[] => [
    ...(declaration.extends ?? []).flatMap(({ expression }) => {
      const base = expression.type === 'Identifier' ? declared(of, expression.name) : null
      if (base?.declaration.type !== 'TSInterfaceDeclaration')
        throw new Error(`${of.path}: ${declaration.id.name} extends what cannot be followed`)
      return partsOf(base.declaration, base.file)
    }),
    { members: declaration.body.body, file: of },
  ]

  const membersOf = ({ members, file: of }: Part, path: string): (Field | Group)[] =>
    members.map((member) => {
      if (member.type !== 'TSPropertySignature' || member.key.type !== 'Identifier' || !member.typeAnnotation)
        throw new Error(`${of.path}: ${path} has a member that is no plain field`)
      const { typeAnnotation: type } = member.typeAnnotation
      const at = path === '' ? member.key.name : `${path}.${member.key.name}`
      const doc = docOf(member.leadingComments)
      const isNullable =
        member.optional === true || (type.type === 'TSUnionType' && type.types.some(isNothing))
      const shape = doc.tags.has('formula') ? null : shapeOf(type, of)
      if (shape !== null) return groupAt(`${at}${shape.suffix}`, [doc, ...shape.docs], isNullable, shape)
      const declaration = `${of.path}:${member.start}`
      const sameAs = met.get(declaration) ?? null
      if (sameAs === null) met.set(declaration, at)
      return { path: at, doc, isNullable, sameAs }
    })

  const groupAt = (path: string, docs: readonly Doc[], isNullable: boolean, shape: Shape): Group => ({
    path,
    docs: docs.filter(({ text, tags }) => text !== '' || tags.size > 0),
    isNullable,
    members: shape.parts.flatMap((part) => membersOf(part, path)),
  })

  const root = declared(source(file), name)
  if (root === null) throw new Error(`${file} declares no ${name}`)
  const { declaration, doc } = root
  if (declaration.type !== 'TSInterfaceDeclaration') throw new Error(`${file}: ${name} is no interface`)
  return groupAt('', [doc], false, { docs: [], suffix: '', parts: partsOf(declaration, root.file) })
}

interface Part {
  readonly members: readonly Member[]
  readonly file: SourceFile
}

interface Shape {
  readonly docs: readonly Doc[]
  /** `[]` for a list. */
  readonly suffix: string
  readonly parts: readonly Part[]
}

/** Objects put side by side; null where none is one. */
function joined(shapes: readonly (Shape | null)[]): Shape | null {
  const all = shapes.filter((one) => one !== null)
  const [first] = all
  if (first === undefined) return null
  if (all.length < shapes.length || all.some(({ suffix }) => suffix !== first.suffix))
    throw new Error('objects stand beside something that is none')
  return {
    docs: all.flatMap(({ docs }) => docs),
    suffix: first.suffix,
    parts: all.flatMap(({ parts }) => parts),
  }
}

const isNothing = ({ type }: TypeNode): boolean => type === 'TSNullKeyword' || type === 'TSUndefinedKeyword'
