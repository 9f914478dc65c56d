// Package isms is the kernel.
package isms
