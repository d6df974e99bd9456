import { blocksRoot, isJsonObject, type JsonObject, notesRoot } from '@concord/schema'
import type * as Y from 'yjs'

/** The private Y.Doc of a side as JSON, root by root, whatever stands in it: texts as they read, maps by their keys. */
export const sideJson = (doc: Y.Doc): { readonly blocks: JsonObject; readonly notes: JsonObject } => ({
  blocks: mapJson(blocksRoot(doc)),
  notes: mapJson(notesRoot(doc)),
})

function mapJson(map: Y.Map<unknown>): JsonObject {
  const json: unknown = map.toJSON()
  return isJsonObject(json as JsonObject) ? (json as JsonObject) : {}
}
