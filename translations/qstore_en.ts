<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
<context>
    <name>CalibrationText</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JobsTexts</name>
    <message numerus="yes">
        <source>, and %n job(s) without a price</source>
        <translation>
            <numerusform>, and %n job without a price</numerusform>
            <numerusform>, and %n jobs without a price</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) out at %1</source>
        <translation>
            <numerusform>%n job out at %1</numerusform>
            <numerusform>%n jobs out at %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) at %1</source>
        <translation>
            <numerusform>%n job at %1</numerusform>
            <numerusform>%n jobs at %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OperationText</name>
    <message numerus="yes">
        <source>%n qubit(s)</source>
        <translation>
            <numerusform>%n qubit</numerusform>
            <numerusform>%n qubits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n gate(s)</source>
        <translation>
            <numerusform>%n gate</numerusform>
            <numerusform>%n gates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n measurement(s)</source>
        <translation>
            <numerusform>%n measurement</numerusform>
            <numerusform>%n measurements</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PriceTexts</name>
    <message numerus="yes">
        <source>about %n second(s)</source>
        <translation>
            <numerusform>about %n second</numerusform>
            <numerusform>about %n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s)</source>
        <translation>
            <numerusform>about %n minute</numerusform>
            <numerusform>about %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s)</source>
        <translation>
            <numerusform>about %n hour</numerusform>
            <numerusform>about %n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n day(s)</source>
        <translation>
            <numerusform>about %n day</numerusform>
            <numerusform>about %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%L1 circuit(s)</source>
        <translation>
            <numerusform>%L1 circuit</numerusform>
            <numerusform>%L1 circuits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%L1 job(s)</source>
        <translation>
            <numerusform>%L1 job</numerusform>
            <numerusform>%L1 jobs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::BackendPicker</name>
    <message numerus="yes">
        <source>%1, up to %n qubit(s)</source>
        <translation>
            <numerusform>%1, up to %n qubit</numerusform>
            <numerusform>%1, up to %n qubits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::CircuitCacheButton</name>
    <message numerus="yes">
        <source>%n circuit(s) kept, %1 of %2</source>
        <translation>
            <numerusform>%n circuit kept, %1 of %2</numerusform>
            <numerusform>%n circuits kept, %1 of %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::ComparePanel</name>
    <message numerus="yes">
        <source>%1 and %2 are equal: %n point(s), the same in every bit.</source>
        <translation>
            <numerusform>%1 and %2 are equal: %n point, the same in every bit.</numerusform>
            <numerusform>%1 and %2 are equal: %n points, the same in every bit.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::ConfusionView</name>
    <message numerus="yes">
        <source>%n row(s) of “%1” predicted as “%2”</source>
        <translation>
            <numerusform>%n row of “%1” predicted as “%2”</numerusform>
            <numerusform>%n rows of “%1” predicted as “%2”</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::CountsView</name>
    <message numerus="yes">
        <source>%n less frequent outcome(s) not shown</source>
        <translation>
            <numerusform>%n less frequent outcome not shown</numerusform>
            <numerusform>%n less frequent outcomes not shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::CouplingMapView</name>
    <message numerus="yes">
        <source>%n qubit(s), %1. Arrow keys go from qubit to qubit.</source>
        <translation>
            <numerusform>%n qubit, %1. Arrow keys go from qubit to qubit.</numerusform>
            <numerusform>%n qubits, %1. Arrow keys go from qubit to qubit.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n coupled pair(s)</source>
        <translation>
            <numerusform>%n coupled pair</numerusform>
            <numerusform>%n coupled pairs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::DeviceDetailsView</name>
    <message numerus="yes">
        <source>%n qubit(s)</source>
        <translation>
            <numerusform>%n qubit</numerusform>
            <numerusform>%n qubits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saved %1: the noise of all %n qubit(s).</source>
        <translation>
            <numerusform>Saved %1: the noise of its %n qubit.</numerusform>
            <numerusform>Saved %1: the noise of all %n qubits.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::DevicesModel</name>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n job</numerusform>
            <numerusform>%n jobs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::DevicesPanel</name>
    <message numerus="yes">
        <source>%n device(s)</source>
        <translation>
            <numerusform>%n device</numerusform>
            <numerusform>%n devices</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::GateInspector</name>
    <message numerus="yes">
        <source>%n gates selected</source>
        <translation>
            <numerusform>%n gates selected</numerusform>
            <numerusform>%n gates selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::GroupActions</name>
    <message numerus="yes">
        <source>%n record(s) would change</source>
        <translation>
            <numerusform>%n record would change</numerusform>
            <numerusform>%n records would change</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::GroupView</name>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s); the log only grows, taking back is a line of its own</source>
        <translation>
            <numerusform>%n line; the log only grows, taking back is a line of its own</numerusform>
            <numerusform>%n lines; the log only grows, taking back is a line of its own</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::HardwarePage</name>
    <message numerus="yes">
        <source>%n account(s)</source>
        <translation>
            <numerusform>%n account</numerusform>
            <numerusform>%n accounts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n device(s)</source>
        <translation>
            <numerusform>%n device</numerusform>
            <numerusform>%n devices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) not finished</source>
        <translation>
            <numerusform>%n job not finished</numerusform>
            <numerusform>%n jobs not finished</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::JobsPanel</name>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n job</numerusform>
            <numerusform>%n jobs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::LibraryForm</name>
    <message numerus="yes">
        <source>Set. %n record(s) too many: the next sweep lets the least worth go.</source>
        <translation>
            <numerusform>Set. %n record too many: the next sweep lets the least worth go.</numerusform>
            <numerusform>Set. %n records too many: the next sweep lets the least worth go.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::ModelBin</name>
    <message numerus="yes">
        <source>%n deleted version(s)</source>
        <translation>
            <numerusform>%n deleted version</numerusform>
            <numerusform>%n deleted versions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::ModelsPage</name>
    <message numerus="yes">
        <source>Exported to %1. Read again: largest difference %2 on %n row(s).</source>
        <translation>
            <numerusform>Exported to %1. Read again: largest difference %2 on %n row.</numerusform>
            <numerusform>Exported to %1. Read again: largest difference %2 on %n rows.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::NewRegisterForm</name>
    <message numerus="yes">
        <source>%n qubit(s); closing measurements are left out. One that measures on the way leaves a mixed state.</source>
        <translation>
            <numerusform>%n qubit; closing measurements are left out. One that measures on the way leaves a mixed state.</numerusform>
            <numerusform>%n qubits; closing measurements are left out. One that measures on the way leaves a mixed state.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::OutcomeBars</name>
    <message numerus="yes">
        <source>and %n more outcome(s)</source>
        <translation>
            <numerusform>and %n more outcome</numerusform>
            <numerusform>and %n more outcomes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::PointsMap</name>
    <message numerus="yes">
        <source>%n point(s) on the map</source>
        <translation>
            <numerusform>%n point on the map</numerusform>
            <numerusform>%n points on the map</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::PointsModel</name>
    <message numerus="yes">
        <source>%n dimension(s)</source>
        <translation>
            <numerusform>%n dimension</numerusform>
            <numerusform>%n dimensions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::PointsView</name>
    <message numerus="yes">
        <source>%n point(s) pass</source>
        <translation>
            <numerusform>%n point passes</numerusform>
            <numerusform>%n points pass</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n point(s)</source>
        <translation>
            <numerusform>%n point</numerusform>
            <numerusform>%n points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) that pass so far; scroll for more</source>
        <translation>
            <numerusform>%n point that passes so far; scroll for more</numerusform>
            <numerusform>%n points that pass so far; scroll for more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::PredictionsView</name>
    <message numerus="yes">
        <source>%n row(s) of %1 predicted by %2.</source>
        <translation>
            <numerusform>%n row of %1 predicted by %2.</numerusform>
            <numerusform>%n rows of %1 predicted by %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) left out by the recipe for missing values.</source>
        <translation>
            <numerusform>%n row left out by the recipe for missing values.</numerusform>
            <numerusform>%n rows left out by the recipe for missing values.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::ProbabilityView</name>
    <message numerus="yes">
        <source>%n less probable outcome(s) not shown</source>
        <translation>
            <numerusform>%n less probable outcome not shown</numerusform>
            <numerusform>%n less probable outcomes not shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::PushPanel</name>
    <message numerus="yes">
        <source>%1, %n row(s)</source>
        <translation>
            <numerusform>%1, %n row</numerusform>
            <numerusform>%1, %n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::QueryView</name>
    <message numerus="yes">
        <source>%n record(s) decohered or archived</source>
        <translation>
            <numerusform>%n record decohered or archived</numerusform>
            <numerusform>%n records decohered or archived</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n context(s) of another length</source>
        <translation>
            <numerusform>%n context of another length</numerusform>
            <numerusform>%n contexts of another length</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n context(s) all zeros</source>
        <translation>
            <numerusform>%n context all zeros</numerusform>
            <numerusform>%n contexts all zeros</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::RegisterView</name>
    <message numerus="yes">
        <source>%n qubit(s)</source>
        <translation>
            <numerusform>%n qubit</numerusform>
            <numerusform>%n qubits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::ResultsView</name>
    <message numerus="yes">
        <source>As good as %1 on this split’s %n test row(s).</source>
        <translation>
            <numerusform>As good as %1 on this split’s %n test row.</numerusform>
            <numerusform>As good as %1 on this split’s %n test rows.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n test row(s) better than %1; another seed may tell otherwise.</source>
        <translation>
            <numerusform>%n test row better than %1; another seed may tell otherwise.</numerusform>
            <numerusform>%n test rows better than %1; another seed may tell otherwise.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n test row(s) behind %1; another seed may tell otherwise.</source>
        <translation>
            <numerusform>%n test row behind %1; another seed may tell otherwise.</numerusform>
            <numerusform>%n test rows behind %1; another seed may tell otherwise.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::RunView</name>
    <message numerus="yes">
        <source> · on %1, %n shot(s)</source>
        <translation>
            <numerusform> · on %1, %n shot</numerusform>
            <numerusform> · on %1, %n shots</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::RunsModel</name>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n minute ago</numerusform>
            <numerusform>%n minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%n hour ago</numerusform>
            <numerusform>%n hours ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>streamed, %n point(s)</source>
        <translation>
            <numerusform>streamed, %n point</numerusform>
            <numerusform>streamed, %n points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::ScatterView</name>
    <message numerus="yes">
        <source>%n row(s), values from %1 to %2</source>
        <translation>
            <numerusform>%n row, values from %1 to %2</numerusform>
            <numerusform>%n rows, values from %1 to %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::SearchPanel</name>
    <message numerus="yes">
        <source>%n question(s), the best %1 of each, with the encoder chosen above</source>
        <translation>
            <numerusform>%n question, the best %1 of each, with the encoder chosen above</numerusform>
            <numerusform>%n questions, the best %1 of each, with the encoder chosen above</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::SpendingModel</name>
    <message numerus="yes">
        <source>%n job(s) whose price the provider has not told yet, by their estimates</source>
        <translation>
            <numerusform>%n job whose price the provider has not told yet, by its estimate</numerusform>
            <numerusform>%n jobs whose price the provider has not told yet, by their estimates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s), ≈ %1</source>
        <translation>
            <numerusform>%n job, ≈ %1</numerusform>
            <numerusform>%n jobs, ≈ %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::StateDock</name>
    <message numerus="yes">
        <source>average over %n outcome(s)</source>
        <translation>
            <numerusform>average over %n outcome</numerusform>
            <numerusform>average over %n outcomes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::StatesPage</name>
    <message numerus="yes">
        <source>%n record(s) decohered</source>
        <translation>
            <numerusform>%n record decohered</numerusform>
            <numerusform>%n records decohered</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) went</source>
        <translation>
            <numerusform>%n record went</numerusform>
            <numerusform>%n records went</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n decohered</source>
        <translation>
            <numerusform>%n decohered</numerusform>
            <numerusform>%n decohered</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n register(s)</source>
        <translation>
            <numerusform>%n register</numerusform>
            <numerusform>%n registers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s)</source>
        <translation>
            <numerusform>%n group</numerusform>
            <numerusform>%n groups</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::StoresController</name>
    <message numerus="yes">
        <source>Deleting %n point(s)</source>
        <translation>
            <numerusform>Deleting %n point</numerusform>
            <numerusform>Deleting %n points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) deleted</source>
        <translation>
            <numerusform>%n point deleted</numerusform>
            <numerusform>%n points deleted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::StoresPage</name>
    <message numerus="yes">
        <source>%n point(s)</source>
        <translation>
            <numerusform>%n point</numerusform>
            <numerusform>%n points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dimension(s)</source>
        <translation>
            <numerusform>%n dimension</numerusform>
            <numerusform>%n dimensions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) are the dataset %1 now</source>
        <translation>
            <numerusform>%n point is the dataset %1 now</numerusform>
            <numerusform>%n points are the dataset %1 now</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::StreamFields</name>
    <message numerus="yes">
        <source>%1 points with %n dimension(s)</source>
        <translation>
            <numerusform>%1 points with %n dimension</numerusform>
            <numerusform>%1 points with %n dimensions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::TableModel</name>
    <message numerus="yes">
        <source>%1 · %2 · %n missing</source>
        <translation>
            <numerusform>%1 · %2 · %n missing</numerusform>
            <numerusform>%1 · %2 · %n missing</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::TrainingPage</name>
    <message numerus="yes">
        <source>%n point(s) have no “%1” and are left out.</source>
        <translation>
            <numerusform>%n point has no “%1” and is left out.</numerusform>
            <numerusform>%n points have no “%1” and are left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reading ids: %1 point(s)</source>
        <translation>
            <numerusform>Reading ids: %1 point</numerusform>
            <numerusform>Reading ids: %1 points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reading ranges: %1 point(s)</source>
        <translation>
            <numerusform>Reading ranges: %1 point</numerusform>
            <numerusform>Reading ranges: %1 points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::VectorBars</name>
    <message numerus="yes">
        <source>weight %1 · %n number(s)</source>
        <translation>
            <numerusform>weight %1 · %n number</numerusform>
            <numerusform>weight %1 · %n numbers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::VectorNumbers</name>
    <message numerus="yes">
        <source>%n number(s) per point: %1</source>
        <translation>
            <numerusform>%n number per point: %1</numerusform>
            <numerusform>%n numbers per point: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 takes %n number(s) per point</source>
        <translation>
            <numerusform>%1 takes %n number per point</numerusform>
            <numerusform>%1 takes %n numbers per point</numerusform>
        </translation>
    </message>
</context>
</TS>
