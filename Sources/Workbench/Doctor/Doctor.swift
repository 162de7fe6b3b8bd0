import Runtime

/// Looks at what the program needs of its machine, and changes nothing.
package enum Doctor {
  /// Whether workers can be run.
  package static func library() -> Finding {
    let name = "libwasmtime"
    do throws(EngineError) {
      return Finding(name, .ok, "workers are run by \(try LibraryCheck.path())")
    } catch {
      return Finding(
        name, .wrong, error.text,
        advice: "Everything but running workers goes on without it")
    }
  }

  /// Whether components can be built from Swift sources.
  package static func toolchain() async -> Finding {
    let name = "toolchain"
    do throws(BuildFailure) {
      let found = try await GuestToolchain.find()
      return Finding(name, .ok, "\(found.swiftc): \(found.version)")
    } catch {
      return Finding(
        name, .warning, error.text, advice: "Only `build` and `stubgen build` need it")
    }
  }

  /// Whether what a workspace keeps of its workers is whole.
  ///
  /// - Parameter path: as `--workspace` gives it
  package static func database(of path: String) -> Finding {
    let name = "database"
    let workspace: Workspace
    do throws(WorkspaceError) {
      workspace = try Workspace.open(path)
    } catch {
      return Finding(
        name, .wrong, "the workspace cannot be opened: \(error.text)",
        advice: "Name another folder with --workspace, or correct its manifest")
    }
    let folder = workspace.stateFolder
    guard StateFolder.exists(folder) else {
      return Finding(name, .ok, "no worker was ever made in \(workspace.path)")
    }
    do throws(RuntimeFailure) {
      let check = try DatabaseCheck(of: folder)
      let holder = StateFolder.holder(folder)
      let owner =
        holder.map { "; process \($0.process.map(String.init) ?? "?") has it open" } ?? ""
      let content =
        "\(StateFolder.database(folder)): \(counted(check.workers, "worker")), "
        + "\(check.entries) oplog entries"
      guard check.problems.isEmpty else {
        return Finding(
          name, .wrong, ([content] + check.problems).joined(separator: "; "),
          advice: "Copy \(folder) before anything else; `witbench worker delete` removes a worker "
            + "whose oplog is damaged")
      }
      return Finding(name, .ok, "\(content), all checksums hold\(owner)")
    } catch {
      return Finding(
        name, .wrong, error.text, advice: "Move \(folder) away to start afresh; it is kept so")
    }
  }

  /// Whether compiled code can be kept.
  package static func cache(_ folders: UserFolders = .current) -> Finding {
    let name = "cache"
    switch CodeCacheCheck(folder: folders.cache) {
    case .usable(let folder, let files, let bytes):
      return Finding(name, .ok, "\(folder): \(counted(files, "file")), \(byteText(bytes))")
    case .absent(let folder):
      return Finding(name, .ok, "\(folder) will be made by the first call of a worker")
    case .unusable(let folder, let reason):
      return Finding(
        name, .warning, "\(folder) is not used: \(reason)",
        advice: "Components are compiled anew each time; `chmod 700` it, or name another folder in "
          + "XDG_CACHE_HOME")
    case .homeless:
      return Finding(
        name, .warning, "there is no home folder, so compiled code is not kept",
        advice: "Set HOME or XDG_CACHE_HOME")
    }
  }

  /// Whether the user's configuration is sound, and its themes are there.
  package static func configuration(
    _ folders: UserFolders = .current, themes: ThemeLibrary
  ) -> Finding {
    let name = "config"
    let configuration = Configuration.load(folders.configFile)
    var problems = configuration.problems.map(\.text)
    do throws(ThemeError) {
      _ = try ThemeChoice(configuration.theme, in: themes)
    } catch {
      problems.append(error.description)
    }
    let path = folders.configFile ?? "no home folder"
    guard problems.isEmpty else {
      return Finding(
        name, .warning, problems.joined(separator: "; "),
        advice: "The rest of it is used; `witbench config check` says it line by line")
    }
    return Finding(
      name, .ok, configuration.isFromFile ? path : "\(path) is not there; all is as it comes")
  }
}
