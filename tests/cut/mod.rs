//! What can be cut: connections, servers, machines, standbys, the holders of leases. Nothing that was
//! acknowledged is lost, nobody waits without an end, and all goes on by itself.

mod connections;
mod leases;
mod machines;
mod standbys;
mod starts;
mod visitors;

/// The trials of this module.
pub fn trials() -> Vec<libtest_mimic::Trial> {
    [
        connections::trials(),
        leases::trials(),
        machines::trials(),
        standbys::trials(),
        starts::trials(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
