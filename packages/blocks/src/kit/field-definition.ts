import { type AnyField, type FieldPath, type Fields, labelOf, META, metaShape, shapeOfKind } from '@concord/schema'

interface Lists {
  readonly fields: Fields
  readonly rows: Readonly<Record<string, Fields>>
}

/** What the schema says about the field at a path, with the words beside its input. */
export interface PlacedField {
  readonly name: string
  readonly label: string
  readonly definition: AnyField
}

/**
 * The definition of the field at a path of a kind, or of the Plan's own fields for `meta`.
 * Undefined for a kind or field this build does not know.
 * @param path `due`, `checkpoints/2026-Q1`, `kpis/<row>/weight`, `rows/<row>/actuals/2026-Q1`
 */
export function fieldAt(kind: string, path: FieldPath): PlacedField | undefined {
  const shape: Lists | undefined = kind === META ? metaShape : shapeOfKind(kind)
  const [first = '', , third] = path.split('/')
  const rowFields = shape?.rows[first]
  const name = rowFields && third !== undefined ? third : first
  const definition = rowFields && third !== undefined ? rowFields[name] : shape?.fields[name]
  return definition && { name, label: labelOf(name, definition), definition }
}
