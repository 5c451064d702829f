/** Pieces of the OpenAPI document. */
import { z } from 'zod'

export const schemaOf = (schema: z.ZodType, io: 'input' | 'output') => z.toJSONSchema(schema, { unrepresentable: 'any', io })
const json = (schema: z.ZodType, io: 'input' | 'output') => ({ content: { 'application/json': { schema: schemaOf(schema, io) } } })
const problem = { description: 'RFC 9457 problem details with a code of the catalogue', content: { 'application/problem+json': { schema: { type: 'object' } } } }

type Parameter = { readonly name: string; readonly in: 'path' | 'query'; readonly required: boolean; readonly schema: object }
/** `open`: nobody has to prove who asks. `type`: of an answer that is not JSON. */
export type Reading = { readonly answer?: z.ZodType; readonly query?: z.ZodObject; readonly open?: boolean; readonly type?: string }

function parametersOf(query: z.ZodObject): Parameter[] {
  const { properties = {}, required = [] } = schemaOf(query, 'input')
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), schema: schema as object }))
}

export const post = (summary: string, request: z.ZodType, answer: z.ZodType | null, status = '200', secured = true) => ({
  post: {
    summary, ...(secured ? {} : { security: [] }), requestBody: { required: true, ...json(request, 'input') },
    responses: { [status]: { description: 'done', ...(answer ? json(answer, 'output') : {}) }, default: problem },
  },
})

export const get = (summary: string, { answer, query, open = false, type }: Reading = {}) => ({
  get: {
    summary, ...(open ? { security: [] } : {}), ...(query ? { parameters: parametersOf(query) } : {}),
    responses: { 200: { description: 'done', ...(answer ? json(answer, 'output') : type === undefined ? {} : { content: { [type]: {} } }) }, default: problem },
  },
})

/** What stands in braces is a parameter of every method there. */
export const withPathParameters = <T extends object>(paths: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(paths).map(([path, item]) => {
    const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']): Parameter => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
    return [path, parameters.length > 0 ? { parameters, ...item } : item]
  }))
