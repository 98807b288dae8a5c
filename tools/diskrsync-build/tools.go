//go:build tools

// Package tools makes Go keep the modules of the command in go.sum.
package tools

import _ "github.com/dop251/diskrsync/diskrsync"
