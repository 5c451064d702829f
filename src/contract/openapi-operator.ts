/** What the operator and the interfaces of the field may ask, for the OpenAPI document. The console's page itself is files. */
import { z } from 'zod'
import * as admin from './admin-api.ts'
import * as console_ from './console-api.ts'
import { exportQuery, fhirQueries } from './field-api.ts'
import { get, post } from './openapi-parts.ts'
import * as protocol from './sync-protocol.ts'

const { adminQuery } = admin
const FHIR = 'application/fhir+json'
const NDJSON = 'application/fhir+ndjson'

const adminPaths = {
  '/v1/admin/clinics': { ...post('Create a clinic', admin.clinicRequest, null, '201'), ...get('Clinics', { query: adminQuery }) },
  '/v1/admin/sessions': post('Create a session with its windows', admin.sessionRequest, null, '201'),
  '/v1/admin/slots': get('Slots with the state counts of their places', { query: adminQuery }),
  '/v1/admin/slots/{slotId}/capacity': post('Change the capacity of a slot', admin.capacityRequest, null),
  '/v1/admin/slots/{slotId}/capacity-preview': get('What a change of the capacity would do', { query: console_.cutQuery }),
  '/v1/admin/slots/{slotId}/call-list': get('Booked above the capacity after a cut: whom staff call'),
  '/v1/admin/enrolment-codes': post('Create an enrolment code', admin.enrolmentCodeRequest, null, '201'),
  '/v1/admin/token-rotations': post('A new admin token; the old one ends', admin.tokenRotationRequest, null, '201'),
  '/v1/admin/audit': get('Who did what at the centre, each row chained to the one before', { query: adminQuery }),
  '/v1/admin/devices': get('Devices', { query: adminQuery }),
  '/v1/admin/devices/{deviceId}/revoke': post('Revoke a device; its entries stay on it', z.strictObject({}), null),
  '/v1/admin/devices/{deviceId}/lost': post('Report a device dead or stolen: its places are in doubt', admin.lostRequest, null),
  '/v1/admin/devices/{deviceId}/lost-preview': get('What reporting this device lost would do'),
  '/v1/admin/clinics/{clinicId}/settlements': post('Decide over places in doubt', protocol.settlementRequest, protocol.settlementAnswer),
  '/v1/admin/in-doubt': get('Places in doubt', { query: adminQuery }),
  '/v1/admin/bookings': get('Bookings, without personal data', { query: adminQuery }),
}

const consolePaths = {
  '/v1/admin/fleet': get('Clinics with what their devices last said, who waited longest first', { query: console_.fleetQuery }),
  '/v1/admin/clinics/{clinicId}/fleet': get('The devices of a clinic, its unused codes'),
  '/v1/admin/clinics/{clinicId}/board': get('The windows of a clinic on a day with the states of their places', { query: console_.boardQuery }),
  '/v1/admin/cases': get('What a person should look at', { query: adminQuery }),
  '/v1/admin/cases/close': post('A named person closes a case', console_.closeCaseRequest, null),
  '/v1/admin/messages': { ...get('Messages that were sent'), ...post('Send a message to clinics: a notice, a changed rule, the recall of a lot', console_.messageRequest, null, '201') },
  '/v1/admin/messages/preview': get('Whom a message would reach, and how many had this lot', { query: console_.messagePreviewQuery }),
  '/v1/admin/exports/{file}': get('A table: bookings.csv, doses.csv, slots.csv, devices.csv', { query: exportQuery, type: 'text/csv' }),
}

const fhirPaths = Object.fromEntries(Object.entries(fhirQueries).flatMap(([type, query]) => [
  [`/fhir/R4/${type}`, get(`Search ${type}`, { query, type: FHIR })], [`/fhir/R4/${type}/{id}`, get(`One ${type}`, { type: FHIR })],
]))

const openPaths = {
  '/fhir/R4/metadata': get('CapabilityStatement', { open: true, type: FHIR }),
  '/fhir/R4/$bulk-publish': get('SMART Scheduling Links: the files of what is free', { open: true, type: 'application/json' }),
  '/fhir/R4/bulk/locations.ndjson': get('Clinics', { open: true, type: NDJSON }),
  '/fhir/R4/bulk/schedules/{file}': get('Schedules of a clinic: its id and .ndjson', { open: true, type: NDJSON }),
  '/fhir/R4/bulk/slots/{file}': get('Slots of a clinic: its id and .ndjson', { open: true, type: NDJSON }),
  '/metrics': get('Figures for Prometheus', { open: true, type: 'text/plain' }),
}

export const operatorPaths = { ...adminPaths, ...consolePaths, ...fhirPaths, ...openPaths }
