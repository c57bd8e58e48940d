/**
 * Roles: who belongs to them and what they grant, as data. They come from a file of the operator
 * and from the database, in one shape.
 */
package dev.callboard.permission.role;
